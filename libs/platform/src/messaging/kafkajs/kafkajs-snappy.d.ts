declare module 'kafkajs-snappy' {
  interface Codec {
    compress(encoder: { readonly buffer: Buffer }): Promise<Buffer>;
    decompress(buffer: Buffer): Promise<Buffer>;
  }
  const snappy: () => Codec;
  export default snappy;
}
