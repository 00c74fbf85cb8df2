package org.sgvae.graph.data;

/**
 * A family of graphs that data can be asked for by name, as {@code NAME:SIZES,OPTION=VALUE,…}.
 *
 * <p>{@link DataSets#generate} takes any object of this kind. {@link DataSets#parse}, and with it the command line and run directories,
 * knows by name the families that a file {@code META-INF/services/org.sgvae.graph.data.GraphFamily} on the class path lists, a line for each
 * (see {@link java.util.ServiceLoader}); such a class is public and has a public constructor without parameters.
 */
public interface GraphFamily {
    /** {@return the name, letters and digits, such as {@code trees}} */
    String name();

    /** {@return how graphs are asked for, with the options of the family, such as {@code gnp:MIN-MAX,p=P}} */
    String form();

    /** {@return what the graphs are and what the options mean, one line for {@code --help}} */
    String description();

    /**
     * Reads sizes and options.
     *
     * @param asked what was asked for; options that are not read here are unknown, but for {@code count} and {@code seed}
     * @return the graphs that were asked for
     * @throws IllegalArgumentException if the sizes or options are not understood or out of range, see
     *     {@link FamilySpecification#wrong}
     */
    GraphDistribution parse(FamilySpecification asked);
}
