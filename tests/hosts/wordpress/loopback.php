<?php
// A plugin that WordPress always loads: it may fetch from this machine, and finds the site there instead of at the
// address that the site was built with.

add_filter( 'http_request_host_is_external', '__return_true' );
add_filter( 'http_allowed_safe_ports', fn( $ports ) => array( ...$ports, (int) wp_parse_url( getenv( 'NEXT_LEVEL_SITE' ), PHP_URL_PORT ) ) );

const BUILT_WITH = 'https://exemple.org/';

add_filter(
	'pre_http_request',
	function ( $response, $arguments, $url ) {
		if ( ! str_starts_with( $url, BUILT_WITH ) ) {
			// Nothing else is fetched.
			return str_starts_with( $url, getenv( 'NEXT_LEVEL_SITE' ) ) ? $response : new WP_Error( 'loopback', $url );
		}
		$response         = wp_remote_get( str_replace( BUILT_WITH, getenv( 'NEXT_LEVEL_SITE' ), $url ), $arguments );
		$response['body'] = str_replace( BUILT_WITH, getenv( 'NEXT_LEVEL_SITE' ), $response['body'] );
		return $response;
	},
	10,
	3
);
