// A message may come twice (a service was killed before its publish was confirmed, say), always with the same ids. The last of them are remembered
// here; who must know them all keeps them with what it makes of them, in a table with the id as its key.
const longest = 100_000;
const seen = new Set();

export function seenBefore(id) {
  if (seen.has(id)) return true;
  seen.add(id);
  if (seen.size > longest) seen.delete(seen.values().next().value);
  return false;
}
