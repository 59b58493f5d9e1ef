// SPDX-License-Identifier: Apache-2.0
/** Tests of the client and of its clock. */
@NullMarked
package fi.lupa.benchmarks.http;

import org.jspecify.annotations.NullMarked;
