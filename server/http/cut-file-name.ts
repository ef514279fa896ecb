/** As long as the field `name` may be. */
const MAX_NAME = 1_024;
const MAX_ENDING = 32;

/** Shortens a file name that is too long in its middle: rules look at its ending. */
export function cutFileName(name: string): string {
  if (name.length <= MAX_NAME) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= MAX_ENDING ? name.slice(dot) : '';
  return (name.slice(0, MAX_NAME - ending.length) + ending).toWellFormed();
}
