/** A name in any script, isolated so that it cannot turn the words around it. */
export const Name = ({ text }: { readonly text: string }) => <bdi>{text}</bdi>
