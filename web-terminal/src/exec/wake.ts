import { type Disposable, Disposables } from "../disposables";

/** Calls back when it may be worth to look at the network again. */
export type WakeSource = (woken: () => void) => Disposable;

/** A page that comes to the front, a laptop that wakes up, a network that is back: the timers slept through them all. */
export const pageWakes: WakeSource = (woken) => {
  const disposables = new Disposables();
  if (typeof window === "undefined") return disposables;
  disposables.listen(window, "online", woken);
  disposables.listen(window, "focus", woken);
  disposables.listen(window, "pageshow", woken);
  disposables.listen(document, "visibilitychange", () => {
    if (document.visibilityState === "visible") woken();
  });
  return disposables;
};
