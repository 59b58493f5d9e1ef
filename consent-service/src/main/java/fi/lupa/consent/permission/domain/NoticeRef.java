// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

/** The notice version the person was shown, and in which language. */
public record NoticeRef(String id, String version, String language) {}
