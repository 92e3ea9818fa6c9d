import { proves } from "./proves";

proves("state-backend");
