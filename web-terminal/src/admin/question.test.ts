import { expect, test } from "vitest";
import { InvalidQuestion, type QuestionFields, questionOf } from "./question";

const fields: QuestionFields = {
  subject: " user:ann ",
  groups: "dev, ops",
  source: "",
  verb: "exec",
  remote: "",
  project: "",
  instance: "demo",
  command: "make 'a b'",
  user: "",
  group: "1000",
  interactive: true,
};

test("asks for what is filled in and leaves the rest open", () => {
  expect(String(questionOf(fields))).toBe(
    "subject=user%3Aann&verb=exec&group=dev&group=ops&instance=demo&command=make&command=a+b&user=0&gid=1000&interactive=true",
  );
});

test("asks of no instance and no command where there is none", () => {
  expect(String(questionOf({ ...fields, verb: "admin", groups: "" }))).toBe(
    "subject=user%3Aann&verb=admin",
  );
  expect(questionOf({ ...fields, verb: "list" }).has("command")).toBe(false);
  expect(questionOf({ ...fields, command: "" }).has("user")).toBe(false);
});

test.each<[Partial<QuestionFields>, string]>([
  [{ subject: "ann" }, "subject"],
  [{ subject: "user:" }, "subject"],
  [{ instance: " " }, "instance"],
  [{ command: "make 'a" }, "command"],
  [{ user: "root" }, "user"],
  [{ group: "-1" }, "group"],
])("says of %o that %s is wrong", (change, field) => {
  const ask = () => questionOf({ ...fields, ...change });

  expect(ask).toThrow(InvalidQuestion);
  expect(ask).toThrow(expect.objectContaining({ field }));
});
