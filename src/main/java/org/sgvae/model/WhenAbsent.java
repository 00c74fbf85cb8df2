package org.sgvae.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a component of a configuration record is where {@code config.json} does not have it; where the component has this
 * value it is not written. So files from before there was a choice stay what they were.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface WhenAbsent {
    /** {@return the value as JSON, such as {@code 0}, {@code "hard"} with its quotes, or an object} */
    String value();
}
