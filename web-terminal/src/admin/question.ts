import { splitWords, Unreadable } from "../exec/words";
import { namesOf } from "./tokens-words";

/** What a person fills in to ask the policy. */
export interface QuestionFields {
  subject: string;
  groups: string;
  source: string;
  verb: string;
  remote: string;
  project: string;
  instance: string;
  command: string;
  user: string;
  group: string;
  interactive: boolean;
}

export type QuestionField = keyof QuestionFields;

export class InvalidQuestion extends Error {
  override readonly name = "InvalidQuestion" as const;
  readonly field: QuestionField;

  constructor(field: QuestionField, message: string) {
    super(message);
    this.field = field;
  }
}

/** The parameters of the question, of what was filled in. */
export function questionOf(fields: QuestionFields): URLSearchParams {
  const subject = fields.subject.trim();
  if (!/^(user|token):./.test(subject)) {
    throw new InvalidQuestion("subject", "A user:NAME or a token:NAME.");
  }
  const question = new URLSearchParams({ subject, verb: fields.verb });
  for (const group of namesOf(fields.groups) ?? []) question.append("group", group);
  if (fields.verb !== "admin") {
    const instance = fields.instance.trim();
    if (instance === "")
      throw new InvalidQuestion("instance", "Where? Any verb but admin is about an instance.");
    question.append("instance", instance);
    append(question, "remote", fields.remote);
    append(question, "project", fields.project);
  }
  append(question, "source", fields.source);
  const command = wordsOf(fields.command);
  if (command.length > 0 && fields.verb !== "list" && fields.verb !== "admin") {
    for (const word of command) question.append("command", word);
    question.append("user", id("user", fields.user));
    question.append("gid", id("group", fields.group));
    question.append("interactive", String(fields.interactive));
  }
  return question;
}

function append(question: URLSearchParams, name: string, value: string): void {
  if (value.trim() !== "") question.append(name, value.trim());
}

function wordsOf(line: string): string[] {
  try {
    return splitWords(line);
  } catch (error) {
    if (error instanceof Unreadable) throw new InvalidQuestion("command", `${error.message}.`);
    throw error;
  }
}

function id(field: "user" | "group", text: string): string {
  const number = text.trim() || "0";
  if (!/^\d{1,10}$/.test(number)) throw new InvalidQuestion(field, "A number.");
  return number;
}
