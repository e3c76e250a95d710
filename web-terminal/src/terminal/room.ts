import type { Terminal } from "@xterm/xterm";
import type { Size } from "../exec/size";

/** How wide a cell is: WebGL draws whole device pixels, elements are as wide as their letters. */
export type Cells = "whole-pixels" | "letters";

const SCROLL_BAR_PX = 14;
const ROUNDING = 0.02;
const SMALLEST: Size = { cols: 2, rows: 1 };

/** The size that fills the terminal's container when its cells are those, whatever they are now; null out of the document. */
export function roomOf({ element, cols, rows }: Terminal, cells: Cells): Size | null {
  const screen = element?.querySelector(".xterm-screen");
  const container = element?.parentElement;
  if (!element || !container || !screen?.clientWidth) return null;
  const style = getComputedStyle(element);
  const padding = (...sides: string[]): number =>
    sides.reduce(
      (sum, side) => sum + Number.parseFloat(style.getPropertyValue(`padding-${side}`)),
      0,
    );
  const width = container.clientWidth - padding("left", "right") - SCROLL_BAR_PX;
  const height = container.clientHeight - padding("top", "bottom");
  return {
    cols: Math.max(SMALLEST.cols, Math.floor(width / cellWidth(screen.clientWidth / cols, cells))),
    rows: Math.max(SMALLEST.rows, Math.floor(height / (screen.clientHeight / rows))),
  };
}

function cellWidth(width: number, cells: Cells): number {
  if (cells === "letters") return width;
  return Math.floor(width * devicePixelRatio + ROUNDING) / devicePixelRatio;
}
