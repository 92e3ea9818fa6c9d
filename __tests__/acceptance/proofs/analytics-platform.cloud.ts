import { proves } from "./proves";

proves("analytics-platform");
