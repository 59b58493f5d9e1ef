// SPDX-License-Identifier: Apache-2.0
/** Tests of the arithmetic and of the report. */
@NullMarked
package fi.lupa.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
