import { proves } from "./proves";

proves("loan-processing");
