// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

/** A log that a batch made grow. */
record HeadRow(LogHead head, long previousSize, long batch) {}
