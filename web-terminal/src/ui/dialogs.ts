/** What is asked for by name and not needed for a first terminal: loaded once, by `loadDialogs`. */
export { Find } from "../terminal/find";
export { showCommands } from "./command-dialog";
export { showSettings } from "./settings-dialog";
export { ShareDialog } from "./share-dialog";
export { showSignals } from "./signal-menu";
export { showStart } from "./start-dialog";
