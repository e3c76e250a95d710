/** The Helm chart: what it makes of its values, without a cluster. */
@NullMarked
package dev.lxdgateway.chart;

import org.jspecify.annotations.NullMarked;
