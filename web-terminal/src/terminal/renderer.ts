import type { Terminal } from "@xterm/xterm";

/** Draws with WebGL where the browser can; until that is loaded, without it or once its context is lost, with elements. */
export async function drawFast(terminal: Terminal, isGone: () => boolean): Promise<void> {
  const { WebglAddon } = await import("@xterm/addon-webgl");
  if (isGone()) return;
  const addon = new WebglAddon();
  addon.onContextLoss(() => addon.dispose());
  try {
    terminal.loadAddon(addon);
  } catch {
    addon.dispose();
  }
}
