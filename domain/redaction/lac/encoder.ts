/** What is used of onnxruntime-node. */
interface OnnxRuntime {
  readonly InferenceSession: {
    readonly create: (
      file: string,
      options: object,
    ) => Promise<{
      readonly run: (feeds: object) => Promise<Readonly<Record<string, { readonly data: Float32Array }>>>;
    }>;
  };
  readonly Tensor: new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => object;
}

/** Resolved when it is needed only: the library is not there for every platform, and the redaction works without it. */
const LIBRARY: string = 'onnxruntime-node';

/**
 * Loads the network of the model.
 *
 * @returns scores of all tags for each character, row by row
 */
export async function loadEncoder(file: string): Promise<(ids: BigInt64Array) => Promise<Float32Array>> {
  const { InferenceSession, Tensor } = (await import(LIBRARY)) as OnnxRuntime;
  // One thread: others would take the CPU from the program that waits.
  const session = await InferenceSession.create(file, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  return async (ids) => {
    const feeds = {
      token_ids: new Tensor('int64', ids, [1, ids.length]),
      length: new Tensor('int64', BigInt64Array.of(BigInt(ids.length)), [1]),
    };
    return Object.values(await session.run(feeds))[0]!.data;
  };
}
