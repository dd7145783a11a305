/** A list or record that the register wrote itself, so that its type is known. */
export const fromJson = <T>(text: string): T => {
  const value: T = JSON.parse(text);
  return value;
};
