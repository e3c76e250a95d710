import { expect, test } from "vitest";
import { Paster } from "./paste";

class Target {
  marksPastes = false;
  readonly pasted: string[] = [];

  paste(text: string): void {
    this.pasted.push(text);
  }
}

test("asks before lines that would be run at once", async () => {
  const target = new Target();
  const asked: string[] = [];
  const answers = [false, true];
  const paster = new Paster(target, async (text) => {
    asked.push(text);
    return answers.shift() ?? false;
  });

  await paster.paste("one line");
  await paster.paste("rm -r .\nls\n");
  await paster.paste("two\nlines");

  expect(asked).toEqual(["rm -r .\nls\n", "two\nlines"]);
  expect(target.pasted).toEqual(["one line", "two\nlines"]);
  expect(paster.ending).toBe("");
});

test("asks nothing of a program that marks pastes, and closes the mark of one that is stopped", async () => {
  const target = new Target();
  target.marksPastes = true;
  const paster = new Paster(target, async () => false);

  await paster.paste("two\nlines");

  expect(target.pasted).toEqual(["two\nlines"]);
  expect(paster.ending).toBe("\x1b[201~");
});
