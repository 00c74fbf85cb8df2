package org.sgvae.cli.option;

import org.sgvae.graph.data.Split;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A {@link Split} as the value of an option. */
public final class SplitConverter implements ITypeConverter<Split> {
    @Override
    public Split convert(String text) {
        try {
            return Split.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
