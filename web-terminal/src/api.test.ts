import { expect, test } from "vitest";
import { Api, Problem, Unreachable } from "./api";

function answering(response: Response): Api {
  return new Api(async () => response);
}

test("a problem keeps the gateway's words, status and code", async () => {
  const body = {
    title: "LXD unavailable",
    detail: "lxd: connection refused",
    code: "lxd-unavailable",
  };
  const headers = { "Content-Type": "application/problem+json" };
  const api = answering(new Response(JSON.stringify(body), { status: 503, headers }));

  const error = await api.instances("lxd").catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(Problem);
  expect(error).toMatchObject({
    message: "lxd: connection refused",
    status: 503,
    code: "lxd-unavailable",
  });
});

test("an error page of something between is still a problem", async () => {
  const api = answering(new Response("<h1>Bad gateway</h1>", { status: 502 }));

  await expect(api.remotes()).rejects.toThrow("The gateway answered 502");
});

test("no answer is told apart from a refusal", async () => {
  const api = new Api(async () => {
    throw new TypeError("Failed to fetch");
  });

  await expect(api.isSignedIn()).rejects.toThrow(Unreachable);
});

test("401 is a plain no to the question of being signed in", async () => {
  expect(await answering(new Response(null, { status: 401 })).isSignedIn()).toBe(false);
  expect(await answering(Response.json({ name: "admin" })).isSignedIn()).toBe(true);
});

test("the token travels in the body of a form and nowhere else", async () => {
  const seen: [string, RequestInit][] = [];
  const api = new Api(
    async (path, init) => {
      seen.push([String(path), init ?? {}]);
      return new Response(null, { status: 204 });
    },
    () => "",
  );

  await api.signIn("a+b c");

  expect(seen[0]?.[0]).toBe("/login");
  expect(String(seen[0]?.[1].body)).toBe("token=a%2Bb+c");
});

test.each([
  ["theme=dark; XSRF-TOKEN=a-b", "a-b"],
  ["__Host-XSRF-TOKEN=c-d; theme=dark", "c-d"],
  ["OTHER-XSRF-TOKEN=e", ""],
])("what changes something shows the token of the cookie: %s", async (cookies, token) => {
  const seen: RequestInit[] = [];
  const api = new Api(
    async (_, init) => {
      seen.push(init ?? {});
      return Response.json({ items: [] });
    },
    () => cookies,
  );

  await api.signOut();
  await api.remotes();

  expect(new Headers(seen[0]?.headers).get("X-XSRF-TOKEN")).toBe(token);
  expect(new Headers(seen[1]?.headers).has("X-XSRF-TOKEN")).toBe(false);
});

test("a refused token is tried once more, with the one that the refusal brought", async () => {
  const seen: (string | null)[] = [];
  const body = JSON.stringify({ code: "csrf-token-invalid" });
  const headers = { "Content-Type": "application/problem+json" };
  const api = new Api(
    async (_, init) => {
      seen.push(new Headers(init?.headers).get("X-XSRF-TOKEN"));
      return new Response(body, { status: 403, headers });
    },
    () => `XSRF-TOKEN=${seen.length}`,
  );

  await expect(api.signOut()).rejects.toMatchObject({ code: "csrf-token-invalid" });
  expect(seen).toEqual(["0", "1"]);
});
