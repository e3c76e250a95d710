import type { Target } from "../api";
import {
  InvalidLaunch,
  type Launch,
  LaunchAttempts,
  type LaunchField,
  SHELL_LAUNCH,
} from "../exec/launch";
import type { Launches } from "../launches";
import { Dialog } from "./dialog";
import { el } from "./element";
import { checkbox, Field } from "./form";

function text(placeholder: string, value: string, attributes = {}): HTMLInputElement {
  const input = el("input", {
    type: "text",
    placeholder,
    autocomplete: "off",
    spellcheck: "false",
    ...attributes,
  });
  input.value = value;
  return input;
}

/** Asks how to start a session in an instance, with what one said the last time; null where it is not to be started. */
export async function showStart(target: Target, launches: Launches): Promise<Launch | null> {
  const last = launches.of(target);
  const fields = {
    command: new Field(text("bash, ash or sh", last.command, { class: "mono", autofocus: true }), {
      label: "Command",
      hint: "Empty for a shell. Words by the shell's quoting; nothing is expanded.",
    }),
    user: new Field(text("0", last.user, { inputmode: "numeric" }), { label: "User ID" }),
    group: new Field(text("0", last.group, { inputmode: "numeric" }), { label: "Group ID" }),
    cwd: new Field(text("the user's home", last.cwd, { class: "mono" }), {
      label: "Working directory",
    }),
    environment: new Field(el("textarea", { class: "mono", rows: "2", spellcheck: "false" }), {
      label: "Environment",
      hint: "One NAME=value a line.",
    }),
  };
  fields.environment.control.value = last.environment;
  const login = checkbox(
    "Login shell",
    last.login,
    "Reads the profile first: PATH, locale, aliases.",
  );
  const remember = checkbox("Remember for this instance", true);
  const cancel = el("button", { type: "button", class: "quiet" }, "Cancel");
  const reset = el("button", { type: "button", class: "quiet" }, "As a plain shell");
  const form = el(
    "form",
    { class: "form", novalidate: true },
    fields.command.element,
    login.element,
    el("div", { class: "pair" }, fields.user.element, fields.group.element),
    fields.cwd.element,
    fields.environment.element,
    remember.element,
    el(
      "div",
      { class: "dialog-buttons" },
      reset,
      el("span", { class: "space" }),
      cancel,
      el("button", { type: "submit", class: "primary" }, "Start"),
    ),
  );
  const dialog = new Dialog(`Start in ${target.instance}`, "start", form);
  const read = (): Launch => ({
    command: fields.command.control.value.trim(),
    login: login.control.checked,
    user: fields.user.control.value.trim(),
    group: fields.group.control.value.trim(),
    cwd: fields.cwd.control.value.trim(),
    environment: fields.environment.control.value,
  });
  let chosen: Launch | null = null;
  const submit = (): void => {
    const launch = read();
    const wrong = invalid(launch);
    if (wrong !== null) {
      if (wrong.field !== "login") fields[wrong.field].complain(wrong.message);
      return;
    }
    chosen = launch;
    if (remember.control.checked) launches.remember(target, launch);
    dialog.close();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey) submit();
  });
  reset.addEventListener("click", () => {
    for (const name of Object.keys(fields) as Exclude<LaunchField, "login">[]) {
      fields[name].control.value = SHELL_LAUNCH[name];
      fields[name].complain(null);
    }
    login.control.checked = SHELL_LAUNCH.login;
    fields.command.control.focus();
  });
  cancel.addEventListener("click", () => dialog.close());
  dialog.show();
  fields.command.control.select();
  await dialog.closed;
  dialog.dispose();
  return chosen;
}

function invalid(launch: Launch): InvalidLaunch | null {
  try {
    new LaunchAttempts(launch);
    return null;
  } catch (error) {
    if (error instanceof InvalidLaunch) return error;
    throw error;
  }
}
