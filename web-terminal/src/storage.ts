/** What this browser keeps for the page; one that keeps nothing, or something else by now, is as good as a new one. */
export function recall<T>(storage: Storage, key: string, isValid: (value: unknown) => value is T) {
  try {
    const value: unknown = JSON.parse(storage.getItem(key) ?? "null");
    return isValid(value) ? value : null;
  } catch {
    return null;
  }
}

export function keep(storage: Storage, key: string, value: unknown): void {
  try {
    storage.setItem(key, JSON.stringify(value));
  } catch {
    // full or forbidden: the page works without
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
