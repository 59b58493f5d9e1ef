// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.subject;

import fi.lupa.consent.permission.domain.PermissionState;
import fi.lupa.consent.permission.domain.Standing;
import fi.lupa.platform.id.SubjectId;
import java.util.UUID;

/** A row of the subject table. */
record SubjectRow(SubjectId id, UUID domain, String status, int nextRef, PermissionState state, Standing standing) {}
