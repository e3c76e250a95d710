import type { Invitation } from "../exec/terminal-session";
import type { Route, Router } from "../router";

type TerminalRoute = Extract<Route, { page: "terminal" }>;

/** The share ticket that a link holds: out of the address at once, and kept for this tab's reloads. */
export function takeInvitation(
  { target, session, ticket }: TerminalRoute,
  router: Pick<Router, "note">,
  kept: Pick<Storage, "getItem" | "setItem"> = sessionStorage,
): Invitation {
  if (session === null) return {};
  const key = `ticket:${session}`;
  if (ticket !== undefined) {
    kept.setItem(key, ticket);
    router.note({ page: "terminal", target, session });
  }
  const known = kept.getItem(key);
  return known === null ? {} : { ticket: known };
}
