export function isMac(platform: string): boolean {
  return /mac|iphone|ipad/i.test(platform);
}
