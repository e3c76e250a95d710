import { keep, recall } from "./storage";

const PLACE = "sign-in-place";

export const ENDED =
  "Your sign-in has ended, and with it the sessions that it began. Sign in again.";

const UNEXPLAINED = "The sign-in failed. Try again; the gateway's log says why.";

const ERRORS: ReadonlyMap<string, string> = new Map([
  ["provider-unavailable", "The sign-in service can't be reached now. Try again in a moment."],
  ["denied", "The sign-in service refused."],
  ["expired", "The sign-in took too long, or was begun in another tab. Try again."],
  ["no-name", "The sign-in service tells no name that the gateway can use."],
]);

/** Why a sign-in with a provider came to nothing, by the gateway's code for it; nothing without a code. */
export function failureWords(search: string): string {
  const code = new URLSearchParams(search).get("login-error");
  return code === null ? "" : (ERRORS.get(code) ?? UNEXPLAINED);
}

/** Where one is, while a provider's pages take the place of this one. */
export function rememberPlace(storage: Storage, hash: string): void {
  keep(storage, PLACE, hash);
}

/** Where one was, once. */
export function takePlace(storage: Storage): string {
  const isText = (value: unknown): value is string => typeof value === "string";
  const place = recall(storage, PLACE, isText) ?? "";
  storage.removeItem(PLACE);
  return place;
}

/** Goes back to where one was before a provider's pages, and gives the words for how it went there. */
export function takeReturn(storage: Storage): string {
  const words = failureWords(location.search);
  const hash = location.hash || takePlace(storage);
  if (location.search !== "" || hash !== location.hash) {
    history.replaceState(null, "", location.pathname + hash);
  }
  return words;
}
