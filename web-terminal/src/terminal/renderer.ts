import type { Terminal } from "@xterm/xterm";

/** Draws with WebGL from now on where the browser can, and says when it no longer does or never could. */
export async function drawFast(
  terminal: Terminal,
  { isGone, lost }: { isGone(): boolean; lost(): void },
): Promise<void> {
  const { WebglAddon } = await import("@xterm/addon-webgl");
  if (isGone()) return;
  const addon = new WebglAddon();
  const giveUp = (): void => {
    addon.dispose();
    lost();
  };
  addon.onContextLoss(giveUp);
  try {
    terminal.loadAddon(addon);
  } catch {
    giveUp();
  }
}
