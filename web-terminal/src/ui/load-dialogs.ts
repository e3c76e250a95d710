/** Loads them when they are asked for; the page does it itself once a terminal is connected. */
export const loadDialogs = (): Promise<typeof import("./dialogs")> => import("./dialogs");
