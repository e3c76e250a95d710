import type { Target } from "./api";
import { type Disposable, Disposables } from "./disposables";

export const ADMIN_SECTIONS = ["sessions", "tokens", "policy", "audit", "limits"] as const;

export type AdminSection = (typeof ADMIN_SECTIONS)[number];

export type Route =
  | { page: "instances" }
  /** What the section is asked for is in the address, too. */
  | { page: "admin"; section: AdminSection; query: Readonly<Record<string, string>> }
  | {
      page: "terminal";
      target: Target;
      session: string | null;
      /** A share ticket: it comes in links, and is taken out of the address at once. */
      ticket?: string;
      /** To look on at a session and not to type. */
      observe?: boolean;
    };

export type TerminalRoute = Extract<Route, { page: "terminal" }>;

export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [remote, project, instance, ...rest] = path.split("/").map(decode);
  const parameters = new URLSearchParams(query);
  if (remote === "admin" && instance === undefined) {
    const section = ADMIN_SECTIONS.find((name) => name === project) ?? "sessions";
    return { page: "admin", section, query: Object.fromEntries(parameters) };
  }
  if (!remote || !project || !instance || rest.length > 0) return { page: "instances" };
  const ticket = parameters.get("ticket");
  return {
    page: "terminal",
    target: { remote, project, instance },
    session: parameters.get("session"),
    ...(ticket !== null && { ticket }),
    ...(parameters.get("mode") === "observer" && { observe: true }),
  };
}

export function formatRoute(route: Route): string {
  if (route.page === "instances") return "#/";
  if (route.page === "admin") {
    const query = String(new URLSearchParams(route.query));
    return `#/admin/${route.section}${query && `?${query}`}`;
  }
  const { remote, project, instance } = route.target;
  const path = [remote, project, instance].map(encodeURIComponent).join("/");
  if (route.session === null) return `#/${path}`;
  const { session, observe } = route;
  return `#/${path}?${new URLSearchParams({ session, ...(observe && { mode: "observer" }) })}`;
}

/** A link to a session for somebody else. The ticket is in the fragment, which no browser sends. */
export function shareLink(target: Target, session: string, ticket: string): string {
  const address = formatRoute({ page: "terminal", target, session });
  return `${location.origin}/${address}&${new URLSearchParams({ ticket })}`;
}

/** The page's place in the address bar, which survives a reload and holds no secret. */
export class Router implements Disposable {
  readonly #disposables = new Disposables();

  constructor(onChange: () => void) {
    this.#disposables.listen(window, "hashchange", onChange);
  }

  get route(): Route {
    return parseRoute(location.hash);
  }

  go(route: Route): void {
    location.hash = formatRoute(route);
  }

  /** Changes the address without a new page and without a new entry in the history. */
  note(route: Route): void {
    history.replaceState(null, "", formatRoute(route));
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
