interface KeyboardLock {
  lock?(): Promise<void>;
  unlock?(): void;
}

/** The whole screen for the terminal, and where the browser can, its own keys (Ctrl+W, Ctrl+T, Escape) for the shell. */
export async function toggleFullScreen(): Promise<void> {
  const { keyboard } = navigator as Navigator & { keyboard?: KeyboardLock };
  if (document.fullscreenElement) {
    keyboard?.unlock?.();
    await document.exitFullscreen();
    return;
  }
  await document.documentElement.requestFullscreen({ navigationUI: "hide" });
  await keyboard?.lock?.().catch(() => {});
}
