import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/bar.css";
import "../styles/api.css";
import "../styles/operation.css";
import document_ from "../../../gateway/src/main/resources/openapi.yaml";
import { ColorScheme } from "../ui/color-scheme";
import { ApiDescription } from "./api-description";
import { ApiPage } from "./api-page";
import type { Document } from "./openapi";

const root = document.querySelector<HTMLElement>("#app");
if (root) {
  const page = new ApiPage(new ApiDescription(document_ as Document), new ColorScheme());
  root.replaceChildren(page.element);
  page.shown();
}
