/** The one dictionary of opencc-js that is used by itself: "traditional simplified|…", single characters only. */
declare module 'opencc-js/dict/TSCharacters' {
  const pairs: string;
  export default pairs;
}
