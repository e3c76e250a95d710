/** The image of the gateway, and the stages that make it. */
@NullMarked
package dev.lxdgateway.image;

import org.jspecify.annotations.NullMarked;
