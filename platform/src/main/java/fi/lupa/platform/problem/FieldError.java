// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.problem;

/**
 * One thing that is wrong in a body or a parameter.
 *
 * @param pointer JSON Pointer into the body, or the name of a parameter
 * @param reason why, as a word of the program; never the value
 */
public record FieldError(String pointer, String reason) {}
