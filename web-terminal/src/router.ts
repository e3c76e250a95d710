import type { Target } from "./api";
import { type Disposable, Disposables } from "./disposables";

export type Route =
  | { page: "instances" }
  | {
      page: "terminal";
      target: Target;
      session: string | null;
      /** A share ticket: it comes in links, and is taken out of the address at once. */
      ticket?: string;
    };

export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [remote, project, instance, ...rest] = path.split("/").map(decode);
  if (!remote || !project || !instance || rest.length > 0) return { page: "instances" };
  const parameters = new URLSearchParams(query);
  const ticket = parameters.get("ticket");
  return {
    page: "terminal",
    target: { remote, project, instance },
    session: parameters.get("session"),
    ...(ticket !== null && { ticket }),
  };
}

export function formatRoute(route: Route): string {
  if (route.page === "instances") return "#/";
  const { remote, project, instance } = route.target;
  const path = [remote, project, instance].map(encodeURIComponent).join("/");
  return route.session === null
    ? `#/${path}`
    : `#/${path}?${new URLSearchParams({ session: route.session })}`;
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
