/** Tells of a trouble once, and again only after it was over or became another. */
export function tellOnce(onWarning: (message: string) => void): (trouble: string | undefined) => void {
  let told: string | undefined;
  return (trouble) => {
    if (trouble !== undefined && trouble !== told) onWarning(trouble);
    told = trouble;
  };
}
