/** What is not needed for a first terminal, and where no key typed meanwhile goes astray: loaded once, by `loadDialogs`. */
export { Find } from "../terminal/find";
export { showSettings } from "./settings-dialog";
export { ShareDialog } from "./share-dialog";
