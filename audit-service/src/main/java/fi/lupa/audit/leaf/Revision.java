// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

/** The producer's place of a fact among those of its subject; a hole proves loss before the log. */
public record Revision(int epoch, int number) {}
