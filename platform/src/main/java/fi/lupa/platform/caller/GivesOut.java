// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.caller;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A GET by which somebody is given data, and which is on record for that. HEAD, by which nothing is given, is not answered in its place. */
@NameBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface GivesOut {}
