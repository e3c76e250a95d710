import { messageOf, Problem } from "../api";
import { copyText } from "../terminal/copy";
import { Dialog } from "../ui/dialog";
import { el } from "../ui/element";
import { checkbox, Field, select } from "../ui/form";
import { type NewToken, type TokenOrder, VERBS } from "./admin-api";
import { LIVES, namesOf, wrongName } from "./tokens-words";

const EFFECTS: Readonly<Record<string, string>> = {
  list: "see instances",
  exec: "run commands",
  attach: "type into others' sessions",
  observe: "look on at them",
  signal: "send them signals",
  admin: "administrate",
};

function text(placeholder: string): HTMLInputElement {
  return el("input", {
    type: "text",
    class: "mono",
    placeholder,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
  });
}

/** Asks what a token is to be, has it made, and shows its secret this once. */
export async function showNewToken(
  create: (order: TokenOrder) => Promise<NewToken>,
): Promise<void> {
  const name = new Field(text("ci"), { label: "Name", hint: "Policies call it token:NAME." });
  name.control.autofocus = true;
  const life = new Field(select(LIVES, "30d"), { label: "Good for" });
  const verbs = VERBS.map((verb) => ({ verb, ...checkbox(verb, false, EFFECTS[verb]) }));
  const remotes = new Field(text("any"), { label: "Remotes" });
  const projects = new Field(text("any"), { label: "Projects" });
  const instances = new Field(text("any, or such as build, dev-*"), { label: "Instances" });
  const trouble = el("p", { class: "hint bad", role: "alert" });
  const cancel = el("button", { type: "button", class: "quiet" }, "Cancel");
  const submit = el("button", { type: "submit", class: "primary" }, "Create");
  const form = el(
    "form",
    { class: "form", novalidate: true },
    el("div", { class: "pair" }, name.element, life.element),
    el(
      "fieldset",
      { class: "token-scope" },
      el("legend", {}, "Limit it to"),
      el("p", { class: "hint" }, "What is left open is as the policy allows."),
      el("div", { class: "verbs" }, ...verbs.map(({ element }) => element)),
      el("div", { class: "pair" }, remotes.element, projects.element),
      instances.element,
    ),
    trouble,
    el("div", { class: "dialog-buttons" }, cancel, submit),
  );
  const dialog = new Dialog("New token", "token-dialog", form);
  const order = (): TokenOrder => {
    const ticked = verbs.filter(({ control }) => control.checked).map(({ verb }) => verb);
    return {
      name: name.control.value.trim(),
      expiresIn: life.control.value,
      scope: {
        verbs: ticked.length === 0 ? null : ticked,
        remotes: namesOf(remotes.control.value),
        projects: namesOf(projects.control.value),
        instances: namesOf(instances.control.value),
      },
    };
  };
  const make = async (): Promise<void> => {
    const wanted = order();
    const wrong = wrongName(wanted.name);
    name.complain(wrong);
    trouble.textContent = "";
    if (wrong !== null || submit.disabled) return;
    submit.disabled = true;
    try {
      showSecret(dialog, await create(wanted));
    } catch (error) {
      submit.disabled = false;
      if (error instanceof Problem && error.status === 409) name.complain(messageOf(error));
      else trouble.textContent = messageOf(error);
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void make();
  });
  cancel.addEventListener("click", () => dialog.close());
  dialog.show();
  await dialog.closed;
  dialog.dispose();
}

/** In the same dialog, which a press beside it closes no longer. */
function showSecret(dialog: Dialog, { name, token }: NewToken): void {
  dialog.stays = true;
  const secret = el("code", { class: "secret" }, token);
  const said = el("p", { class: "dim", role: "status" });
  const copy = el("button", { type: "button", class: "primary" }, "Copy");
  const done = el("button", { type: "button", class: "quiet" }, "Done");
  copy.addEventListener("click", async () => {
    try {
      await copyText(token);
      said.textContent = "It is on the clipboard.";
    } catch {
      said.textContent = "The browser refused: copy it by hand.";
    }
  });
  done.addEventListener("click", () => dialog.close());
  dialog.element
    .querySelector("form")
    ?.replaceWith(
      el("p", { class: "dim" }, `It is shown this once: the gateway keeps no copy of ${name}.`),
      secret,
      el("div", { class: "dialog-buttons" }, said, copy, done),
    );
  copy.focus();
}
