/** Returns the cached value of a key, or makes and caches it. */
export function cached<Key, Value>(
  cache: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
  key: Key,
  make: () => Value,
): Value {
  const value = cache.get(key) ?? make();
  cache.set(key, value);
  return value;
}
