import { v7 } from "uuid";
import { AccountId, BoardId, ComparisonId, HostId, ImageId, JobId } from "../../contract/ids.ts";

/** Ids sort by the time they were made; two made in the same millisecond still differ. */
export const newJobId = (): JobId => JobId.parse(v7());
export const newImageId = (): ImageId => ImageId.parse(v7());
export const newAccountId = (): AccountId => AccountId.parse(v7());
export const newHostId = (): HostId => HostId.parse(v7());
export const newComparisonId = (): ComparisonId => ComparisonId.parse(v7());
export const newBoardId = (): BoardId => BoardId.parse(v7());
