import "./styles/style.css";
import { App } from "./app";

const root = document.querySelector<HTMLElement>("#app");
if (root) void new App(root).begin();
