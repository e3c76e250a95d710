import type { Api } from "../api";
import type { Mode } from "../exec/frames";
import type { Invitation } from "../exec/terminal-session";
import { type Router, shareLink, type TerminalRoute } from "../router";
import type { Tab } from "../tabs";

const SHARED_FOR = "1h";

/** How an address lets one in. A share ticket goes out of it at once, and is kept for this tab's reloads. */
export function takeInvitation(
  { target, session, ticket, observe }: TerminalRoute,
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
  return { ...(known !== null && { ticket: known }), ...(observe && { mode: "observer" }) };
}

/** A link that lets a colleague into a tab's session. */
export async function linkTo(api: Api, { session, target }: Tab, mode: Mode): Promise<string> {
  if (session === null) throw new Error("Nothing runs here yet");
  const ticket = await api.shareTicket(session, mode, SHARED_FOR);
  return shareLink(target, session, ticket);
}
