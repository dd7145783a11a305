/** A server that speaks as S3 does; it comes without types. */
declare module "s3rver" {
  import type { AddressInfo } from "node:net";
  import type { Readable } from "node:stream";

  export type StoredObject = {
    readonly bucket: string;
    readonly key: string;
    readonly content: Readable;
    readonly metadata: object;
  };

  export default class S3rver {
    constructor(options: {
      readonly port: number;
      readonly address: string;
      readonly silent: boolean;
      readonly directory: string;
      readonly configureBuckets: readonly { readonly name: string }[];
    });
    readonly store: {
      putObject: (object: StoredObject) => Promise<{ readonly size: number; readonly md5: string }>;
      getResourcePath(bucket: string, key: string, kind: "object"): string;
      putMetadata(bucket: string, key: string, metadata: object, md5: string): Promise<void>;
    };
    run(): Promise<AddressInfo>;
    close(): Promise<void>;
  }
}
