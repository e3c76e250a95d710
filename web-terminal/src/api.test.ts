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
  const api = new Api(async (path, init) => {
    seen.push([String(path), init ?? {}]);
    return new Response(null, { status: 204 });
  });

  await api.signIn("a+b c");

  expect(seen[0]?.[0]).toBe("/login");
  expect(String(seen[0]?.[1].body)).toBe("token=a%2Bb+c");
});
