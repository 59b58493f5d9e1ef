// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.measure.Report;
import java.io.IOException;

/** One figure: it measures and fills the report. */
@FunctionalInterface
interface Figure {

    void measure(Bench bench, Report report) throws IOException;
}
