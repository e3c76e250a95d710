import { WebglAddon } from "@xterm/addon-webgl";
import type { Terminal } from "@xterm/xterm";

/** Draws with WebGL where the browser can; without it, or once its context is lost, xterm.js draws with elements. */
export function drawFast(terminal: Terminal): void {
  const addon = new WebglAddon();
  addon.onContextLoss(() => addon.dispose());
  try {
    terminal.loadAddon(addon);
  } catch {
    addon.dispose();
  }
}
