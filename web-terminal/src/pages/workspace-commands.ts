import type { Command } from "../commands";
import { toggleFullScreen } from "../ui/full-screen";
import type { Workspace } from "./workspace";

/** All that can be done in the terminals, with keys that no shell needs: Ctrl+Shift, and what xterm.js scrolls by. */
export function workspaceCommands(workspace: Workspace): readonly Command[] {
  const isConnected = (): boolean => workspace.active?.isConnected ?? false;
  const isOver = (): boolean => (workspace.active?.action ?? null) !== null;
  const hasOthers = (): boolean => workspace.count > 1;
  return [
    {
      group: "Terminal",
      title: "Copy the selection",
      keys: ["Ctrl+Shift+C", "Ctrl+Insert", "Meta+C"],
      run: () => void workspace.active?.copy(),
    },
    { group: "Terminal", title: "Paste, by the browser", hint: "Ctrl+Shift+V" },
    {
      group: "Terminal",
      title: "Find",
      keys: ["Ctrl+Shift+F"],
      run: () => void workspace.active?.find(),
    },
    {
      group: "Terminal",
      title: "Clear the scrollback",
      run: () => workspace.active?.clear(),
    },
    {
      group: "Session",
      title: "Send a signal…",
      keys: ["Ctrl+Shift+S"],
      isEnabled: isConnected,
      run: () => void workspace.active?.chooseSignal(),
    },
    {
      group: "Session",
      title: "Share…",
      keys: ["Ctrl+Shift+G"],
      isEnabled: isConnected,
      run: () => void workspace.active?.share(),
    },
    {
      group: "Session",
      title: "End of input (^D)",
      isEnabled: isConnected,
      run: () => workspace.active?.endInput(),
    },
    {
      group: "Session",
      title: "End session…",
      keys: ["Ctrl+Shift+X"],
      isEnabled: isConnected,
      run: () => void workspace.active?.end(),
    },
    {
      group: "Session",
      title: "Start again",
      hint: "Enter",
      isEnabled: isOver,
      run: () => workspace.active?.act(),
    },
    {
      group: "Session",
      title: "Another session in this instance",
      keys: ["Ctrl+Shift+D"],
      run: () => workspace.duplicate(),
    },
    {
      group: "Session",
      title: "Another session with options…",
      keys: ["Ctrl+Shift+O"],
      run: () => void workspace.startWithOptions(),
    },
    {
      group: "Tabs",
      title: "Next tab",
      keys: ["Ctrl+Shift+PageDown"],
      isEnabled: hasOthers,
      run: () => workspace.step(1),
    },
    {
      group: "Tabs",
      title: "Previous tab",
      keys: ["Ctrl+Shift+PageUp"],
      isEnabled: hasOthers,
      run: () => workspace.step(-1),
    },
    {
      group: "Tabs",
      title: "Move the tab to the right",
      keys: ["Alt+Shift+PageDown"],
      isEnabled: hasOthers,
      run: () => workspace.move(1),
    },
    {
      group: "Tabs",
      title: "Move the tab to the left",
      keys: ["Alt+Shift+PageUp"],
      isEnabled: hasOthers,
      run: () => workspace.move(-1),
    },
    { group: "Tabs", title: "Rename the tab", hint: "F2", run: () => workspace.rename() },
    { group: "Tabs", title: "Close the tab", hint: "Delete", run: () => void workspace.close() },
    {
      group: "View",
      title: "Full screen",
      keys: ["Ctrl+Shift+Enter"],
      run: () => void toggleFullScreen(),
    },
    {
      group: "View",
      title: "Leave the terminal",
      keys: ["Ctrl+Shift+H"],
      run: () => workspace.focusHome(),
    },
    {
      group: "View",
      title: "Instances and sessions",
      run: () => workspace.leave(),
    },
  ];
}
