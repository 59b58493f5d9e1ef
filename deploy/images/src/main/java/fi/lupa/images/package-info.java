// SPDX-License-Identifier: Apache-2.0
/**
 * Container images of the three services, made by jib.
 * Invariant: what is in an image is what Maven built, its bill of materials and, where asked for, what the JVM kept of it (ADR 0070); nothing of this machine: no setting, no secret, no time.
 * Neighbours: the services' target folders; deploy/compose and deploy/kubernetes name the images.
 */
@NullMarked
package fi.lupa.images;

import org.jspecify.annotations.NullMarked;
